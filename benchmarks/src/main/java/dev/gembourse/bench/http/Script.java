package dev.gembourse.bench.http;

import java.io.IOException;

/** What a load asks for. Called by many threads at once, each with buffers of its own. */
@FunctionalInterface
public interface Script {

    /**
     * Does what is counted as one.
     *
     * @param number which one it is: each is used once, counted from 0
     * @param into empty, for the request
     * @return whether the answer was the wanted one
     */
    boolean run(long number, Wire wire, Bytes into) throws IOException;
}
