"""The reader's own pages: what we hold of them, and all that they can do with it.

```
desk          who may see them: nobody but who is signed in, as the books have it
overview      the first of them
sessions      where the reader is signed in
email         another address, confirmed from the new one
email_mails   what the links in the two mails lead to
password      choosing, changing and dropping one
preferences   newsletter and language
delivery      where the paper goes
data          taking everything along
deletion      deleting the account
```
"""
