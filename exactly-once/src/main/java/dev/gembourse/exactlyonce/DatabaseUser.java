package dev.gembourse.exactlyonce;

/** Somebody who may connect to a database. */
public record DatabaseUser(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
