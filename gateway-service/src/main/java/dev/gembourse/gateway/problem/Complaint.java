package dev.gembourse.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where in the body, as a JSON Pointer (RFC 6901)
 * @param parameter which path, query or header parameter
 * @param detail what was expected
 */
public record Complaint(@Nullable String pointer, @Nullable String parameter, String detail) {

    public static Complaint aboutMember(String pointer, String detail) {
        return new Complaint(pointer, null, detail);
    }

    public static Complaint aboutParameter(String name, String detail) {
        return new Complaint(null, name, detail);
    }
}
