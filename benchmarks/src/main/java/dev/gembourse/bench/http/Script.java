package dev.gembourse.bench.http;

/** What a load asks for, in one request or in several of which each follows from the answer before. */
public interface Script {

    /** What an answer was. */
    enum Verdict {
        /** The wanted one, and with it this is done. */
        DONE,
        /** Not the wanted one. */
        FAILED,
        /** The wanted one; the next request has been written. */
        NEXT;

        static Verdict wanted(boolean wanted) {
            return wanted ? DONE : FAILED;
        }
    }

    /**
     * Writes the first request.
     *
     * @param number which one it is: each is used once, counted from 0
     * @param into empty, for the request
     */
    void ask(long number, Bytes into);

    /**
     * Looks at an answer.
     *
     * @param requests how many requests have been answered, this one included
     * @param into empty, for the request that follows, if one does
     */
    Verdict answered(long number, int requests, Answer answer, Bytes into);

    /** One request, whose answer is looked at. */
    static Script of(Request request, Wanted wanted) {
        return new Script() {
            @Override
            public void ask(long number, Bytes into) {
                request.write(number, into);
            }

            @Override
            public Verdict answered(long number, int requests, Answer answer, Bytes into) {
                return Verdict.wanted(wanted.test(number, answer));
            }
        };
    }

    /** Writes a request. */
    @FunctionalInterface
    interface Request {
        void write(long number, Bytes into);
    }

    /** Tells whether an answer is the wanted one. */
    @FunctionalInterface
    interface Wanted {
        boolean test(long number, Answer answer);
    }
}
