package dev.gembourse.gateway.apikey;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The public half of an API key: {@code gb_} and 16 letters or digits. */
final class KeyId {

    private static final String PREFIX = "gb_";
    private static final int LENGTH = 16;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[a-z0-9]{1,32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyId() {}

    static String random() {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
