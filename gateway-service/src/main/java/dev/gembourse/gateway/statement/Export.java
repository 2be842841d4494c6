package dev.gembourse.gateway.statement;

import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TransferView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a statement as a file, page by page as the caller reads it. What goes wrong before the first page is there can still be
 * answered as a problem; afterwards it leaves this class as an exception while the answer is under way, and the connection is broken
 * off without the end that a whole file has.
 *
 * @param pages the page behind a cursor, the first for null
 */
record Export(ExportFormat format, String name, Function<@Nullable String, Listing<TransferView>> pages) {

    /** @param headersOnly whether the file itself is not asked for */
    void writeTo(HttpServletResponse response, boolean headersOnly) throws IOException {
        Listing<TransferView> page = pages.apply(null);
        response.setContentType(format.contentType);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + format.suffix + "\"");
        if (headersOnly) {
            return;
        }
        OutputStream out = response.getOutputStream();
        write(format.head(), out);
        while (true) {
            for (TransferView line : page.items()) {
                write(format.line(line), out);
            }
            String next = page.page().nextCursor();
            if (next == null) {
                return;
            }
            response.flushBuffer(); // from here on the answer has begun
            page = pages.apply(next);
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
