-- Sends the lines of a file in turn: a path, a tab, a Cookie header. BENCH_LINES names the file, and
-- BENCH_FROM the line to begin with, so that no line is sent twice where that matters.
local paths, cookies, at = {}, {}, 0
local from = tonumber(os.getenv("BENCH_FROM") or "0")

function init(args)
  for line in io.lines(os.getenv("BENCH_LINES")) do
    local path, cookie = line:match("^(%S+)\t(.*)$")
    paths[#paths + 1] = path
    cookies[#cookies + 1] = cookie
  end
  at = from
end

function request()
  at = at + 1
  local line = (at - 1) % #paths + 1
  return "GET " .. paths[line] .. " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nCookie: "
    .. cookies[line] .. "\r\n\r\n"
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.read + summary.errors.connect
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), failed + summary.errors.timeout))
end
