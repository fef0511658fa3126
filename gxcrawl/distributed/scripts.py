"""Lua scripts for changes in Redis that must be atomic, because a process may be killed between any two calls."""

_FORGOTTEN = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
    return redis.error_reply('this crawl is unknown to it: emptied, restarted without its data, or done by others')
end
"""

# KEYS mark, hosts, seen, serial; a fingerprint of '' passes always
_QUEUEING = f"""
{_FORGOTTEN}
local function queue(waiting, fingerprint, score, request, host)
    if fingerprint ~= '' and redis.call('SADD', KEYS[3], fingerprint) == 0 then return 0 end
    local serial = string.format('%016d', redis.call('INCR', KEYS[4]))
    redis.call('ZADD', waiting, score, serial .. request)
    redis.call('SADD', KEYS[2], host)
    return 1
end
"""

PUSH = f"""
-- KEYS mark, hosts, seen, serial, waiting; ARGV mark, fingerprint, score, request, host
{_QUEUEING}
return queue(KEYS[5], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
"""
"""Marks a request as seen and queues it for its host, both or neither. Returns 1, or 0 for a repetition."""

HOLD = f"""
-- KEYS mark, held; ARGV mark, fingerprint, score, request, host
{_FORGOTTEN}
return redis.call('RPUSH', KEYS[2], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
"""
"""Holds a request until all others are done: one of them may find the same document with more metadata."""

RELEASE = f"""
-- KEYS mark, hosts, seen, serial, held; ARGV mark, beginning of the keys of waiting requests
{_QUEUEING}
if redis.call('SCARD', KEYS[2]) > 0 then return redis.call('SCARD', KEYS[2]) end
local held = redis.call('LRANGE', KEYS[5], 0, -1)
for i = 1, #held, 4 do
    queue(ARGV[2] .. held[i + 3], held[i], held[i + 1], held[i + 2], held[i + 3])
end
redis.call('DEL', KEYS[5])
return redis.call('SCARD', KEYS[2])
"""
"""If nothing else is left to do, queues the held requests that were not made meanwhile."""

LEFT = f"""
-- KEYS mark, hosts; ARGV mark
{_FORGOTTEN}
return redis.call('SCARD', KEYS[2])
"""
"""The number of hosts with work left. An error if Redis was emptied, since 0 would then not mean "done"."""

TAKE = """
-- KEYS lease, waiting, taken, hosts; ARGV process, lease in ms, host
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return {0} end
if redis.call('EXISTS', KEYS[2], KEYS[3]) == 0 then
    redis.call('SREM', KEYS[4], ARGV[3])
    return {0}
end
if not owner then
    redis.call('ZUNIONSTORE', KEYS[2], 2, KEYS[2], KEYS[3])
    redis.call('DEL', KEYS[3])
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local first = redis.call('ZPOPMIN', KEYS[2])
if #first == 0 then return {1} end
redis.call('ZADD', KEYS[3], first[2], first[1])
return {1, first[1]}
"""
"""Takes the lease, if free, and the next request. A new holder first puts back the requests in progress."""

DONE = """
-- KEYS waiting, taken, hosts; ARGV request, host
redis.call('ZREM', KEYS[2], ARGV[1])
if redis.call('EXISTS', KEYS[1], KEYS[2]) == 0 then redis.call('SREM', KEYS[3], ARGV[2]) end
"""
"""Removes a request that is done: its page is stored, and the requests it led to are queued."""

RENEW = """
-- KEYS lease; ARGV process, lease in ms
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
"""Extends a lease, if this process still holds it."""

BEAT = f"""
-- KEYS mark, processes; ARGV mark, process, until
{_FORGOTTEN}
return redis.call('ZADD', KEYS[2], ARGV[3], ARGV[2])
"""
"""Records that a process of the crawl is alive."""

_OVER = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if redis.call('ZCARD', KEYS[1]) == 0 and redis.call('SCARD', KEYS[2]) + redis.call('LLEN', KEYS[3]) == 0 then
    for i = 4, #KEYS do redis.call('DEL', KEYS[i]) end
end
"""

JOIN = f"""
-- KEYS processes, hosts, held, mark, then what else to forget; ARGV process, now in ms, until, choice, fresh mark
{_OVER}
redis.call('SET', KEYS[4], ARGV[5], 'NX')
local mark = redis.call('GET', KEYS[4])
if string.sub(mark, 1, #ARGV[4]) == ARGV[4] then redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1]) end
return mark
"""
"""Joins the running crawl if its choice of portals is the same; begins a new one if none is running."""

FORGET = f"""
-- KEYS processes, hosts, held, mark, then what else to forget; ARGV process, now in ms
redis.call('ZREM', KEYS[1], ARGV[1])
{_OVER}
"""
"""Deletes the crawl if nothing is left to do and no other process is alive: the next one requests all pages again."""
