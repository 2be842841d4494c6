package dev.gembourse.gateway.statement;

import dev.gembourse.events.view.TransferView;
import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The forms in which a statement can be had as a file. */
enum ExportFormat {
    /** RFC 4180 with a header row. */
    CSV("csv", "text/csv;header=present;charset=UTF-8") {
        @Override
        String head() {
            return CsvRow.of(
                            "transferId",
                            "operationId",
                            "kind",
                            "unit",
                            "amount",
                            "before",
                            "after",
                            "counterparty",
                            "reference",
                            "at",
                            "message",
                            "reason",
                            "original")
                    .text();
        }

        @Override
        String line(TransferView line) {
            return CsvRow.of(
                            line.transferId(),
                            line.operationId(),
                            line.kind(),
                            line.unit(),
                            line.amount(),
                            line.before(),
                            line.after(),
                            line.counterparty(),
                            orNothing(line.reference()),
                            line.at(),
                            orNothing(line.message()),
                            orNothing(line.reason()),
                            orNothing(line.original()))
                    .text();
        }
    },

    /** JSON Lines: each line is a transfer as in a page. */
    JSONL("jsonl", "application/jsonl") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(TransferView line) {
            return Json.STRICT.writeValueAsString(line) + "\n";
        }
    };

    final String suffix;
    final String contentType;

    ExportFormat(String suffix, String contentType) {
        this.suffix = suffix;
        this.contentType = contentType;
    }

    /** The format that the parameter {@code format} names. */
    static ExportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.suffix.equals(name))
                .findAny()
                .orElseThrow(() -> ProblemException.badParameter("format", "expected csv or jsonl"));
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? "" : value;
    }

    /** What comes before the first line. */
    abstract String head();

    abstract String line(TransferView line);
}
