"""What groups, channels and topics read, and those who manage them."""

from collections.abc import Mapping

from bot.language.text import Text

IN_GROUPS = Text(
    "A group, a topic of a forum or a channel can have picks of its own: add me, and its admins "
    "tell me there what it looks for."
)
ADD_TO_GROUP = Text("Add me to a group ›")
HELLO = Text(
    "Good to meet you. I read fresh job postings and send the few that fit this chat, once a day. "
    "Its admins set it up."
)
ASK = Text(
    "<b>Reply to this message</b> with one sentence about what this group looks for, "
    "for example: junior backend jobs in Berlin or remote."
)
ASK_PLACEHOLDER = Text("What this group looks for")
ASK_ADMIN = Text("An admin sends {command} to set it up.")
WELCOME_BACK = Text("Good to be back. Nothing was lost: the digest goes on as before.")
REPLY_HINT = Text("Reply to this message with your answer.")
PLACEHOLDER = Text("Your answer")
SENTENCE = Text(
    "That is more than I need here. Reply with one sentence about what this group looks for; "
    "CVs and files belong in a private chat with me."
)
NO_FILES = Text("I read no CVs or files in a group. Reply with one sentence instead.")

STRANGER = Text(
    "I do not know you yet. Open a private chat with me first, then send {command} here again."
)
UNSEEN = Text(
    "I cannot see who you are while you write as the group. "
    "To set me up, send {command} once under your own name."
)
NOT_SET_UP = Text("Nobody has set me up here yet. An admin sends {command}.")
ADMINS_ONLY = Text("Only the admins of this chat can change that.")
PRIVATE_ONLY = Text("That is between you and me: please ask it in our private chat.")
OPEN_CHAT = Text("Open our chat ›")
OPEN_PICK = Text("Open it in your chat ›")
MEMBER_HELP = Text(
    "I send this chat its daily picks. Tap a number under them to open a pick in your own chat "
    "with me, where you can save it or say that you applied. <code>/why 3</code> explains the "
    "third of the last list. Admins change everything else."
)
ADMIN_HELP = Text(
    "<b>For the admins of this chat</b>\n"
    "/profile – what this chat looks for; <code>/profile +rust, remote only</code> in one line\n"
    "/settings – when, how many, the language\n"
    "/picks – picks now\n"
    "/why – why a posting has its score\n"
    "/watch – companies to follow\n"
    "/pause – silence, for days or until /resume\n"
    "/sources – which sites answered today\n\n"
    "Questions of mine are answered by replying to them. Everybody here opens picks in their own "
    "chat with me."
)

PICK_GONE = Text("That pick can no longer be opened. The newest ones are in the group.")
PICK_FROM = Text("From the digest of {title}; the score is by what they look for.")

TITLE_ELSE = Text("a chat")
UNREACHABLE: Mapping[str, Text] = {  # told once, in private, to who set the chat up
    "topic": Text(
        "The topic in {title} is closed or gone, so I stopped its digest. "
        "Open it again and send /start in it: everything is kept."
    ),
    "rights": Text(
        "I may not post in {title} any more, so I stopped its digest. "
        "Allow me to post and send /start there: everything is kept."
    ),
    "removed": Text(
        "I am no longer in {title}, so I stopped its digest. "
        "Add me again and it goes on: everything is kept."
    ),
}
