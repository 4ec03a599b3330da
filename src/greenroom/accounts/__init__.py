"""Accounts: workspaces, the people who work in them, what their role lets them do, and how they sign in."""
