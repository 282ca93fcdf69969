# Shortcuts; `just` lists them. Each is a plain command that works without just, too.

# Everything that decides whether a change lands.
check:
    bash .ci/run

# The tests.
test *args:
    uv run pytest {{args}}

# Format, and mend what ruff can mend.
fix:
    uv run ruff format .
    uv run ruff check --fix .

# Chat with the bot in a browser, without a token.
run:
    uv run picks try

# Measurements: tables, no assertions.
bench:
    uv run python -m benchmarks.quality
    uv run python -m benchmarks.titles
    uv run python -m benchmarks.extraction
    uv run python -m benchmarks.spread
    uv run python -m benchmarks.cost
    uv run python -m benchmarks.speed
    uv run python -m benchmarks.ingest
    uv run python -m benchmarks.replay
    uv run python -m benchmarks.duplicates
    uv run python -m benchmarks.cleaning
    uv run python -m benchmarks.tidying
