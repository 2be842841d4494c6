package dev.gembourse.events.value;

/** The shape of codes of currencies and assets: 1 to 20 of {@code A-Z 0-9 . -}, beginning with a letter or digit. */
final class Ticker {

    private static final int LONGEST = 20;

    private Ticker() {}

    static boolean isOne(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
