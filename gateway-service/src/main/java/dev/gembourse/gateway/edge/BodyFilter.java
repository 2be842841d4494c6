package dev.gembourse.gateway.edge;

import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.problem.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Reads a body whole, before anything looks at it, and refuses one that is too large or not UTF-8 text. A large one is read only of
 * those who may send it.
 */
@Component
@Order(0)
class BodyFilter implements Filter {

    private static final int FIRST = 4096;

    private final BodyLimits limits;

    BodyFilter(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (http.getContentLengthLong() == 0 || (http.getContentLengthLong() < 0 && !isChunked(http))) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest buffered;
        try {
            Rule rule = limits.ruleOfLarge(http.getMethod(), http.getRequestURI());
            if (rule != null) {
                Caller.of(http).require(rule);
            }
            buffered = new BufferedRequest(http, read(http));
        } catch (ProblemException e) {
            Problems.write(e, http, (HttpServletResponse) response);
            return;
        }
        chain.doFilter(buffered, response);
    }

    private static boolean isChunked(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "expected a body without Content-Encoding");
        }
        int limit = limits.of(request.getMethod(), request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        int most = request.getContentLength() < 0 ? limit + 1 : request.getContentLength();
        byte[] body = read(request.getInputStream(), most);
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        if (!Utf8.isText(body)) {
            throw ProblemException.of(ProblemCode.MALFORMED_JSON, "expected text in UTF-8 without NUL characters");
        }
        return body;
    }

    /** Takes memory as the body comes, not as it was promised, and gives one up that only drips in. */
    private byte[] read(InputStream body, int most) throws IOException {
        long deadline = System.nanoTime() + limits.within().toNanos();
        byte[] bytes = new byte[Math.min(most, FIRST)];
        int length = 0;
        while (length < most) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, 4 * length));
            }
            int read = body.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
            if (length < most && System.nanoTime() > deadline) {
                throw ProblemException.of(ProblemCode.REQUEST_TIMEOUT).with(Map.of(HttpHeaders.CONNECTION, "close"));
            }
        }
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.of(ProblemCode.CONTENT_TOO_LARGE, "expected a body of at most " + limit + " bytes");
    }
}
