-- Asks for what stands in a file, if one is named: a line each, method, path and form with tabs between, over and over.
-- Each connection waits as long as it is told to between an answer and the next question, more or less.
-- At the end it prints one line of JSON. Arguments: file or "-", milliseconds to wait, 1 to count the kinds of answers.

local threads = {}
kinds = ""

function setup(thread)
  threads[#threads + 1] = thread
end

function init(arguments)
  local lines, at, seen = {}, 0, {}
  if arguments[1] and arguments[1] ~= "-" then
    for line in io.lines(arguments[1]) do
      lines[#lines + 1] = line
    end
    request = function()
      at = at % #lines + 1
      local method, path, form = lines[at]:match("^(%S+)\t([^\t]+)\t?(.*)$")
      if method == "GET" then
        return wrk.format(method, path)
      end
      local headers = {}
      for name, value in pairs(wrk.headers) do
        headers[name] = value
      end
      headers["Content-Type"] = "application/x-www-form-urlencoded"
      headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", at / 65536, at / 256 % 256, at % 256)
      return wrk.format(method, path, headers, form)
    end
  end
  local pause = tonumber(arguments[2] or "0")
  if pause > 0 then
    math.randomseed(os.time())
    delay = function()
      return math.random(0, 2 * pause)
    end
  end
  if arguments[3] == "1" then
    response = function(status)
      if status >= 400 then
        seen[status] = (seen[status] or 0) + 1
        local told = {}
        for each, count in pairs(seen) do
          told[#told + 1] = string.format('"%d": %d', each, count)
        end
        kinds = table.concat(told, ", ")
      end
    end
  end
end

function done(summary, latency)
  local told = {}
  for _, thread in ipairs(threads) do
    told[#told + 1] = thread:get("kinds")
  end
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "worst": %f, "refused": %d, "connect": %d, "read": %d, '
      .. '"write": %d, "timeout": %d, "kinds": {%s}}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.errors.status, summary.errors.connect, summary.errors.read, summary.errors.write,
    summary.errors.timeout, table.concat(told, ", ")
  ))
end
