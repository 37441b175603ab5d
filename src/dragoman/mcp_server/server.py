"""The server: tools offered and called over standard input and output, one call at a time."""

import json
from functools import partial
from typing import Any, Final

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from dragoman import __version__
from dragoman.api.ledger import Ledger
from dragoman.errors import DragomanError
from dragoman.mcp_server.bounds import NOTICE
from dragoman.mcp_server.tools import LedgerTool, ledger_tools

_INSTRUCTIONS: Final = (
    "The record of negotiations, read from news reports: who comes, what changed, who contradicts whom, what each side "
    "demands. Nothing can be changed through these tools. Begin with `processes`; `as_of` asks as things stood on a "
    f"day, `known_by` by what had been read by then. Cite sentence, outlet and date of what you report. {NOTICE}"
)


def ledger_server(ledger: Ledger) -> Server[Any]:
    """A server of the tools that read a ledger."""
    tools = {tool.name: tool for tool in ledger_tools()}
    one_at_a_time = anyio.Lock()

    async def offered(context: Any, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_offer(tool) for tool in tools.values()])

    async def called(context: Any, params: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            return _problem(f"there is no tool {params.name[:100]!r}; there are {', '.join(tools)}")
        async with one_at_a_time:
            return await anyio.to_thread.run_sync(partial(_result, tool, ledger, params.arguments or {}))

    return Server(
        "dragoman", version=__version__, instructions=_INSTRUCTIONS, on_list_tools=offered, on_call_tool=called
    )


def serve_stdio(ledger: Ledger) -> None:
    """Answer on standard input and output until the input ends."""
    anyio.run(_serve, ledger_server(ledger))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (requests, replies):
        await server.run(requests, replies, server.create_initialization_options())


def _offer(tool: LedgerTool) -> Tool:
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    schema = tool.arguments.model_json_schema()
    return Tool(name=tool.name, description=tool.does, input_schema=schema, annotations=reading)


def _result(tool: LedgerTool, ledger: Ledger, given: dict[str, Any]) -> CallToolResult:
    try:
        told = tool(ledger, given)
    except DragomanError as problem:
        return _problem(str(problem).replace("--process", "process"))
    text = TextContent(text=json.dumps(told, ensure_ascii=False))  # for clients that show no structured content
    return CallToolResult(content=[text], structured_content=told)


def _problem(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=words)], is_error=True)
