"""What people read when something breaks."""

SORRY = "Something went wrong on my side. It is noted; please try again in a moment."
TO_OWNER = "Something broke today: {kind}. The log has the details; you hear of it once a day."
