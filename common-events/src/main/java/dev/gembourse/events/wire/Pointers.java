package dev.gembourse.events.wire;

import tools.jackson.core.JacksonException;

/** Where in a JSON text something is wrong, as a JSON Pointer (RFC 6901). */
public final class Pointers {

    private Pointers() {}

    /** The pointer to the member that could not be read; empty for the document itself. */
    public static String of(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            pointer.append('/');
            if (reference.getPropertyName() != null) {
                pointer.append(reference.getPropertyName().replace("~", "~0").replace("/", "~1"));
            } else {
                pointer.append(reference.getIndex());
            }
        }
        return pointer.toString();
    }
}
