"""Everything on this machine under one command: the supervisor behind ``chainrule up``.

A small parent process starts and watches three children: Valkey (the queue's broker), the web
process and the grading worker. It imports neither Flask nor SQLAlchemy, so it stays small.
"""
