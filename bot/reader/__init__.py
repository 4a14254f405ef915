"""What is written in a document, page by page; runs in a process of its own, see bot/apart/."""
