"""What the owner reads about sources that need a look."""

QUIET = (
    "The source <b>{name}</b> is quiet: it lists {listed} postings, and no less than {usual} on "
    "most days before. If its site looks fine in a browser, run "
    "<code>picks ingest --source {name}</code> to see more."
)
CHANGED = (
    "The source <b>{name}</b> sent a page that I cannot read. The other sources go on. The page "
    "is kept in the folder <code>samples</code> beside the database, for whoever mends the source."
)
FAILING = (
    "The source <b>{name}</b> has failed {times} times in a row: {why}\n"
    "It is asked again with every round. If it stays so, take it out of SOURCES or BOARDS."
)
