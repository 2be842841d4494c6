package dev.gembourse.gateway.statement;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A record of RFC 4180. Text that a spreadsheet would take for a formula, also one in full-width characters, gets an apostrophe in
 * front, which makes it text there; numbers may begin with a minus.
 */
record CsvRow(List<Object> values) {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

    static CsvRow of(Object... values) {
        return new CsvRow(List.of(values));
    }

    /** The record with its end of line. */
    String text() {
        return values.stream().map(CsvRow::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value.toString();
        String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
