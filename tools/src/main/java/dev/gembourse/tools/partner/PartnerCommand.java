package dev.gembourse.tools.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.stack.access.AccessControl;
import dev.gembourse.stack.access.ClientFile;
import dev.gembourse.stack.access.KafkaUsers;
import dev.gembourse.stack.access.PartnerAccess;
import dev.gembourse.stack.access.Quota;
import dev.gembourse.stack.broker.Topic;
import dev.gembourse.stack.broker.Topics;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackRecord;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.NotAnswering;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./gembourse partner}. */
@Command(
        name = "partner",
        description =
                "Lets another service write commands to Kafka, for the accounts whose owners grant it: registers it,"
                        + " makes its topic, and writes the settings of its Kafka client.",
        footer = {
            "",
            "It needs a running stack; one that was started with `./gembourse up --secure-kafka` gives the partner a Kafka",
            "user that may write to this one topic and do nothing else. The same command again changes nothing.",
            "Exit code 0: the partner may write; 1: it may not, and the message says why; 2: wrong usage."
        })
public final class PartnerCommand implements StackCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARTITIONS = 4;
    private static final int LONGEST_SOURCE = 200;
    private static final long LEAST_BYTES = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "2 to 31 of a-z, 0-9 and '-', a letter first.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--source",
            paramLabel = "URI",
            description = "What the partner puts into ce_source, for ever. Default: /partners/NAME.")
    private @Nullable String source;

    @Option(
            names = "--bytes-per-second",
            paramLabel = "N",
            description =
                    "What it may write in a secure stack; more has to wait. Default: what it has, at first 1048576.")
    private @Nullable Long bytesPerSecond;

    @Mixin
    private KeyOption key = new KeyOption();

    @Override
    public Integer call() {
        PartnerName partnerName = PartnerName.of(name).orElse(null);
        if (partnerName == null) {
            throw new ParameterException(
                    spec.commandLine(), "NAME: expected 2 to 31 of a-z, 0-9 and '-', a letter first, but got " + name);
        }
        require(
                source == null || isSource(source),
                "--source: expected a URI-reference of 1 to " + LONGEST_SOURCE + " characters but got " + source);
        require(
                bytesPerSecond == null || bytesPerSecond >= LEAST_BYTES,
                "--bytes-per-second: expected " + LEAST_BYTES + " at least but got " + bytesPerSecond);
        StackRecord stack = StackFile.in(key.home())
                .read()
                .filter(found -> found.ready() && found.supervisor().isAlive())
                .orElse(null);
        if (stack == null) {
            return failure("no stack is ready in " + key.home() + "; start one with ./gembourse up --secure-kafka");
        }
        if (bytesPerSecond != null && stack.kafkaClientFile() == null) {
            return failure("--bytes-per-second: expected a stack that was started with ./gembourse up --secure-kafka,"
                    + " but this one's Kafka lets everybody in and limits nobody");
        }
        try (Gateway gateway = Gateway.reach(URI.create(stack.gatewayUrl()), PATIENCE, key.authorization())) {
            Registration partner = Registration.of(gateway, name, source);
            PartnerAccess access = new PartnerAccess(key.home(), partnerName);
            Quota quota = open(stack, access);
            tell(partner, access, quota);
            return 0;
        } catch (NotAnswering | Registration.Refused e) {
            return failure(e.getMessage());
        }
    }

    /** Makes topic and user; null when Kafka lets everybody in, without limits. */
    private @Nullable Quota open(StackRecord stack, PartnerAccess access) {
        boolean secure = stack.kafkaClientFile() != null;
        Map<String, Object> admin = secure
                ? ClientFile.of(key.home(), KafkaUsers.ADMIN).read()
                : Map.of("bootstrap.servers", stack.kafka());
        Topics.create(admin, List.of(Topic.ingress(access.topic(), PARTITIONS)));
        if (!secure) {
            access.writeFiles(stack.kafka());
            return null;
        }
        try (AccessControl control = new AccessControl(admin)) {
            return access.open(control, stack.kafka(), Optional.ofNullable(bytesPerSecond));
        }
    }

    private void tell(Registration partner, PartnerAccess access, @Nullable Quota quota) {
        PrintWriter out = spec.commandLine().getOut();
        out.print("""
                Partner %s may write to %s, %s.

                  ce_source            %s
                  a Java client reads  %s
                  kcat reads           %s%s

                Once the owner of an account has granted it (PUT /v1/accounts/$ACCOUNT/partners/%s):

                  echo '{"accountId":"'$ACCOUNT'","symbol":"GOLD","side":"BUY","quantity":"1"}' |
                    kcat -F %s -P -t %s -k $ACCOUNT \\
                         -H ce_specversion=1.0 -H ce_id=order-1 -H %s \\
                         -H ce_type=dev.gembourse.partner.PlaceTrade.v1
                """.formatted(
                        partner.name(),
                        access.topic(),
                        quota == null
                                ? "as may everybody: Kafka asks for no credentials here"
                                : quota.bytesPerSecond() + " bytes a second",
                        partner.source(),
                        access.javaFile(),
                        access.kcatFile(),
                        quota == null ? "" : " (if `kcat -V` shows librdkafka 2.6.1 or later)",
                        partner.name(),
                        access.kcatFile(),
                        access.topic(),
                        quoted("ce_source=" + partner.source())));
        out.flush();
    }

    private static boolean isSource(String text) {
        try {
            int length = new URI(text).toString().length();
            return length > 0 && length <= LONGEST_SOURCE;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** As one word of a shell: URIs may have {@code &}, {@code (} and {@code '} in them. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private int failure(@Nullable String message) {
        spec.commandLine().getErr().println("gembourse: " + message);
        spec.commandLine().getErr().flush();
        return 1;
    }
}
