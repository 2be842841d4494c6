package dev.gembourse.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where in the body, as a JSON Pointer (RFC 6901)
 * @param parameter which path, query or header parameter
 * @param line which line of a file, counted from 1
 * @param detail what was expected
 */
public record Complaint(
        @Nullable String pointer,
        @Nullable String parameter,
        @Nullable Long line,
        String detail) {

    public static Complaint aboutMember(String pointer, String detail) {
        return new Complaint(pointer, null, null, detail);
    }

    public static Complaint aboutParameter(String name, String detail) {
        return new Complaint(null, name, null, detail);
    }

    public static Complaint aboutLine(long line, String detail) {
        return new Complaint(null, null, line, detail);
    }
}
