"""The archive for assistants: its questions as tools, for LangChain and over the Model Context Protocol."""
