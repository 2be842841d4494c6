package dev.gembourse.gateway.mqtt;

/** A message that is no tick, for good. Its text may be logged: it holds nothing of the message but what is printable and short. */
final class UnusableMessage extends Exception {

    private static final int LONGEST = 120;

    private final Reason reason;

    /** By what such messages are counted. */
    enum Reason {
        /** Not JSON, or not the members that were expected. */
        UNREADABLE,
        /** There is no such asset. */
        UNKNOWN_ASSET,
        /** More than a minute ahead of our clock. */
        FROM_FUTURE
    }

    UnusableMessage(Reason reason, String why) {
        super(printable(why), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What somebody else wrote, as a short text of one line. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char letter = text.charAt(i);
            safe.append(letter >= ' ' && letter <= '~' ? letter : '?');
        }
        return text.length() > LONGEST ? safe.append("...").toString() : safe.toString();
    }
}
