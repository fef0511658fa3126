"""What has to happen in Redis at once or not at all, as Lua scripts. A process may be killed between any two calls."""

_FORGOTTEN = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
    return redis.error_reply('it knows no more of this crawl: emptied, restarted without its data, or done by others')
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
"""A request is noted as seen and put into the queue of its host, or neither: 1, or 0 for a repetition."""

HOLD = f"""
-- KEYS mark, held; ARGV mark, fingerprint, score, request, host
{_FORGOTTEN}
return redis.call('RPUSH', KEYS[2], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
"""
"""A request waits until everything else is done, which may lead to the same and know more."""

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
"""Where nothing else is left to do, the requests held back are queued, unless they were made meanwhile."""

LEFT = f"""
-- KEYS mark, hosts; ARGV mark
{_FORGOTTEN}
return redis.call('SCARD', KEYS[2])
"""
"""How many hosts have anything to do. That an emptied Redis has none does not mean that all is done."""

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
"""Whether the host is this process's, and its next request. Who gets a free lease puts back what was under way."""

DONE = """
-- KEYS waiting, taken, hosts; ARGV request, host
redis.call('ZREM', KEYS[2], ARGV[1])
if redis.call('EXISTS', KEYS[1], KEYS[2]) == 0 then redis.call('SREM', KEYS[3], ARGV[2]) end
"""
"""A request is done: its page is stored, what it led to is in the queue."""

RENEW = """
-- KEYS lease; ARGV process, lease in ms
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
"""A lease goes on, if it is still this process's."""

BEAT = f"""
-- KEYS mark, processes; ARGV mark, process, until
{_FORGOTTEN}
return redis.call('ZADD', KEYS[2], ARGV[3], ARGV[2])
"""
"""A process of the crawl lives."""

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
"""The crawl that goes on, which the process joins if it is of the same choice; a fresh one where none does."""

FORGET = f"""
-- KEYS processes, hosts, held, mark, then what else to forget; ARGV process, now in ms
redis.call('ZREM', KEYS[1], ARGV[1])
{_OVER}
"""
"""Where nothing is left to do and nobody else is at it, the crawl is over: the next one asks everything again."""
