package dev.gembourse.gateway.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** A request whose body has been read already. */
public final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] bytes;
    private final ServletInputStream body;

    BufferedRequest(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
        this.body = new Body(new ByteArrayInputStream(bytes));
    }

    /** The body of a request, which can be read from it nevertheless; null if it has none. Not to be changed. */
    public static byte @Nullable [] bodyOf(HttpServletRequest request) {
        BufferedRequest buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
        return buffered == null ? null : buffered.bytes;
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public byte[] readAllBytes() {
            return bytes.readAllBytes();
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("a buffered body is read at once");
        }
    }
}
