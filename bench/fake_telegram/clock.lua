-- The machine's clock in microseconds. nginx's own has milliseconds, and stands still while a handler runs.

local ffi = require "ffi"

ffi.cdef [[
  struct bench_timespec { long seconds; long nanoseconds; };
  int bench_clock_gettime(int clock, struct bench_timespec* time) __asm__("clock_gettime");
]]

local CLOCK_MONOTONIC = 1
local time = ffi.new("struct bench_timespec")

return function()
  ffi.C.bench_clock_gettime(CLOCK_MONOTONIC, time)
  return tonumber(time.seconds) * 1e6 + tonumber(time.nanoseconds) / 1e3
end
