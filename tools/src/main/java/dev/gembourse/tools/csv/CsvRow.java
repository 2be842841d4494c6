package dev.gembourse.tools.csv;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** A row of a CSV file, as many fields as the header has. */
public final class CsvRow {

    private final Path file;
    private final NamedCsvRecord csv;

    private CsvRow(Path file, NamedCsvRecord csv) {
        this.file = file;
        this.csv = csv;
    }

    static CsvRow of(Path file, NamedCsvRecord csv) throws MalformedFile {
        CsvRow row = new CsvRow(file, csv);
        if (csv.getFieldCount() != csv.getHeader().size()) {
            throw row.malformed("expected " + csv.getHeader().size() + " fields but got " + csv.getFieldCount());
        }
        return row;
    }

    /** Where it begins in the file; the header is line 1. */
    public long line() {
        return csv.getStartingLineNumber();
    }

    /**
     * What a field of one of the asked-for columns says.
     *
     * @throws MalformedFile when {@code reader} throws IllegalArgumentException or DateTimeParseException
     */
    public <T> T field(String column, Function<String, T> reader) throws MalformedFile {
        String text = csv.getField(column);
        try {
            return reader.apply(text);
        } catch (DateTimeParseException e) {
            throw bad(column, text, "a time like 2019-10-11T00:00:11.620Z");
        } catch (NumberFormatException e) {
            throw bad(column, text, "a decimal like 12.50");
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage() + ", not '" + text + "'");
        }
    }

    /** Says that something is wrong with this row. */
    public MalformedFile malformed(String message) {
        return new MalformedFile(file, line(), message);
    }

    private MalformedFile bad(String column, String got, String expected) {
        return malformed("expected " + column + " to be " + expected + " but got '" + got + "'");
    }
}
