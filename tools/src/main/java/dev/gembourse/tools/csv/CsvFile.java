package dev.gembourse.tools.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A CSV file with a header line that names its columns, in any order. */
public final class CsvFile {

    /** Counts of fields are compared here, not by the reader, which does not tell the line of a record that is wrong. */
    private static final CsvReader.CsvReaderBuilder READER = CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE);

    /** Takes one row after the other. */
    public interface Taker {
        void take(CsvRow row) throws MalformedFile;
    }

    private CsvFile() {}

    /** The names of a file's columns; none when it is empty. */
    public static List<String> columns(Path file) throws IOException, MalformedFile {
        try (CsvReader<NamedCsvRecord> records = READER.ofNamedCsvRecord(file)) {
            for (NamedCsvRecord first : records) {
                return first.getHeader();
            }
            return List.of();
        } catch (CsvParseException e) {
            throw new MalformedFile(file, 1, reason(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads all rows.
     *
     * @param columns that there have to be; others are passed over
     * @throws MalformedFile when the file is no CSV, has not these columns, or a taker finds a row wrong
     */
    public static void read(Path file, List<String> columns, Taker taker) throws IOException, MalformedFile {
        long line = 1;
        try (CsvReader<NamedCsvRecord> records = READER.ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : records) {
                line = record.getStartingLineNumber();
                if (!record.getHeader().containsAll(columns)) {
                    throw new MalformedFile(
                            file, 1, "expected the columns " + columns + " but got " + record.getHeader());
                }
                taker.take(CsvRow.of(file, record));
            }
        } catch (CsvParseException e) {
            throw new MalformedFile(file, line, reason(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String reason(CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
