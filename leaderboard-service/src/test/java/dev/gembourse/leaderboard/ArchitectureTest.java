package dev.gembourse.leaderboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "dev.gembourse.leaderboard";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAnyPackage(ROOT + ".player", ROOT + ".rank")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.springframework..",
                                "org.apache.kafka..",
                                "java.sql..",
                                "javax.sql..",
                                "org.slf4j..",
                                ROOT + ".award",
                                ROOT + ".live",
                                ROOT + ".query",
                                "dev.gembourse.exactlyonce..",
                                "dev.gembourse.follow..")
                        .because("rules and ranks are pure: they can be tested and replayed without any server"),
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Instant.class, "now", Clock.class)
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(OffsetDateTime.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .because("the board is a function of the events: time comes with them"),
                noFields()
                        .should()
                        .haveRawType(double.class)
                        .orShould()
                        .haveRawType(float.class)
                        .because("values are counted or decimal, never rounded by accident"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.fasterxml.jackson.databind..",
                                "com.fasterxml.jackson.core..",
                                "dev.gembourse.processor..",
                                "dev.gembourse.gateway..")
                        .because("Jackson 3 is ours, and services meet only on topics and over HTTP"),
                slices().matching(ROOT + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("each package is one idea, to be understood after those that it uses"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theCodeKeepsTheRule(ArchRule rule) {
        rule.check(CLASSES);
    }
}
