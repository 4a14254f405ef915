"""Litestream as an operator runs it beside the bot."""
