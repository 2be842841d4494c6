package dev.gembourse.stack.broker;

import java.util.List;

/** What the broker writes to its log: times, one line per event, not its 400 settings at every start. */
final class Logging {
    private static final String SIMPLE = "-Dorg.slf4j.simpleLogger.";

    static final List<String> OPTIONS = List.of(
            SIMPLE + "defaultLogLevel=info",
            SIMPLE + "showDateTime=true",
            SIMPLE + "dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            SIMPLE + "log.org.apache.kafka.common.config=warn",
            SIMPLE + "log.org.apache.kafka.common.utils.AppInfoParser=warn");

    private Logging() {}
}
