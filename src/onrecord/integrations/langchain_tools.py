"""The archive's tools for LangChain."""

from langchain_core.tools import BaseTool, StructuredTool

from onrecord.archive import Archive
from onrecord.integrations.tools import tools


def langchain_tools(archive: Archive) -> list[BaseTool]:
    """Return the tools over an archive for a LangChain agent; it stays open as long as they are used."""
    return [StructuredTool.from_function(tool, name=f"archive_{tool.__name__}") for tool in tools(archive)]
