package dev.gembourse.gateway.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells one request from all others.
 *
 * @param requestId the caller's {@code X-Request-Id} if it is a sane one, else a new UUIDv7
 * @param traceId the trace of W3C trace context: 32 hexadecimal digits
 * @param traceParent passed on with everything that the request leads to
 */
public record Trace(String requestId, String traceId, String traceParent) {

    static final String REQUEST_ID_HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** The trace of a request; a new one if the request never passed the filter. */
    public static Trace of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Trace trace) {
            return trace;
        }
        return begin(request, System.currentTimeMillis());
    }

    static Trace begin(HttpServletRequest request, long nowMillis) {
        Trace trace = from(request.getHeader(REQUEST_ID_HEADER), request.getHeader("traceparent"), nowMillis);
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    /** What was sent along, as far as it is well-formed; what was not is made anew. */
    public static Trace from(@Nullable String requestId, @Nullable String traceParent, long nowMillis) {
        UUID fresh = timeOrdered(nowMillis);
        String id = requestId != null && SANE.matcher(requestId).matches() ? requestId : fresh.toString();
        if (traceParent != null) {
            Matcher matcher = TRACE_PARENT.matcher(traceParent);
            if (matcher.matches()) {
                return new Trace(id, matcher.group(1), traceParent);
            }
        }
        HexFormat hex = HexFormat.of();
        String traceId =
                hex.toHexDigits(fresh.getMostSignificantBits()) + hex.toHexDigits(fresh.getLeastSignificantBits());
        return new Trace(id, traceId, "00-" + traceId + "-" + hex.toHexDigits(fresh.getLeastSignificantBits()) + "-00");
    }

    /** A version 7 UUID (RFC 9562). It need not be unguessable, so no shared source of randomness is waited for. */
    private static UUID timeOrdered(long nowMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (nowMillis << 16) | 0x7000L | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
