"""The sentences that a local verdict begins with; each says only what was found.

Which of a tuple is said varies with the posting. A list keeps its length and order: what was said
of a posting once is said of it again.
"""

from scoring.phrases import phrase, plural

# {a_job} is "a data engineer", {job} "data engineer"; the count of the skills chooses the verb.
MOST_ASKED = (
    phrase("You have most of what it asks for: {skills}"),
    phrase("Few gaps here: it leans on {skills}, which you know"),
    phrase("{skills}: the heart of this job, and yours"),
    plural(
        "Little is missing: {skills} leads its list", "Little is missing: {skills} lead its list"
    ),
    phrase("They need {a_job} with {skills}, and you have most of it"),
    phrase("Nearly all it wants is in your profile, {skills} first"),
)
SAME_AND_SKILLS = (
    phrase("{a_job} role built on {skills}"),
    phrase("You would work as {a_job} and use {skills}"),
    phrase("They look for {a_job} who knows {skills}"),
    phrase("The work of {a_job}, and you bring {skills}"),
    phrase("The job you want, and it asks for {skills}"),
    phrase("What you know counts for {a_job} here: {skills}"),
    phrase("They want {skills} from {a_job}, and you have that"),
)
SAME_ALONE = (
    phrase("{a_job} role by its title; the text names none of your skills"),
    phrase("The title is the one you want, {job}; the text dwells on other things"),
    phrase("Work as {a_job}, with other tools than those you list"),
)
TITLE_ONLY = (
    phrase("{a_job} role by its title"),
    phrase("The title says {job}, as you hoped"),
    phrase("Its title is one you want: {job}"),
)
NEAR_AND_SKILLS = (
    plural(
        "Close to the work of {a_job}: {skills} carries over",
        "Close to the work of {a_job}: {skills} carry over",
    ),
    phrase("Next door to {a_job}, with {skills} in common"),
    plural("Not quite {a_job}, but {skills} matches", "Not quite {a_job}, but {skills} match"),
    phrase("One step from {a_job}, and {skills} would help you there"),
    phrase("Not far from {a_job}, and it asks for {skills}"),
)
NEAR_ALONE = (
    phrase("Close to the work of {a_job}, with none of your skills named"),
    phrase("One step from {a_job}; the text names none of your skills"),
)
NEAR_UNSKILLED = (phrase("Close to the work of {a_job}"), phrase("One step from {a_job}"))
SKILLS_ALONE = (
    phrase("Another line of work, though it asks for {skills}"),
    phrase("The skills fit ({skills}), the job is another"),
    phrase("Uses {skills}, but not as {a_job}"),
)
FIELD_AND_SKILLS = (
    phrase("Your field under another title, and it uses {skills}"),
    plural(
        "Another title, but {skills} is part of the job",
        "Another title, but {skills} are part of the job",
    ),
    phrase("Not titled {job}, yet it asks for {skills}"),
)
FIELD_ALONE = (
    phrase("Your field under another title; the text names none of your skills"),
    phrase("Not titled {job}, but in the same field, with other tools than yours"),
)
NOTHING = (
    phrase("Little in common with what you look for"),
    phrase("Neither the title nor the skills are yours"),
)
SKILLS_UNTITLED = (
    phrase("Asks for {skills}, which you have"),
    phrase("It needs what you know: {skills}"),
    plural(
        "{skills} is part of the work, and of your profile",
        "{skills} are part of the work, and of your profile",
    ),
)
FIELD_UNTITLED = (
    phrase("In the field that your own words name"),
    phrase("Near what you say of yourself"),
)
