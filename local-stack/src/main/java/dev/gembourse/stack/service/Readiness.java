package dev.gembourse.stack.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready to serve. */
public final class Readiness {
    private static final String PATH = "/actuator/health/readiness";
    private static final int WITHIN_MILLIS = 2_000;

    private Readiness() {}

    /** Whether the service at {@code url} answers its readiness probe with 200 in time. */
    public static boolean of(URI url) {
        try {
            var connection = (HttpURLConnection) url.resolve(PATH).toURL().openConnection();
            connection.setConnectTimeout(WITHIN_MILLIS);
            connection.setReadTimeout(WITHIN_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
