package dev.gembourse.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {

    /** What a core must not touch: frameworks, databases, messaging, files, the network, threads. */
    private static final String[] OUTSIDE = {
        "org.springframework..",
        "java.sql..",
        "javax.sql..",
        "com.zaxxer..",
        "org.postgresql..",
        "org.apache.kafka..",
        "dev.gembourse.exactlyonce..",
        "dev.gembourse.follow..",
        "io.micrometer..",
        "tools.jackson..",
        "org.slf4j..",
        "java.io..",
        "java.nio.file..",
        "java.net..",
        "java.util.concurrent.."
    };

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gembourse.processor");

    @Test
    void featuresDoNotDependOnEachOtherInACircle() {
        slices().matching("dev.gembourse.processor.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable without all others")
                .check(CODE);
    }

    @Test
    void whatDecidesIsPure() {
        noClasses()
                .that()
                .resideInAPackage("dev.gembourse.processor.account..")
                .or()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .because("a core is a pure function of a command and a state")
                .check(CODE);
    }

    @Test
    void whatDecidesHasNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAPackage("dev.gembourse.processor.account..")
                .or()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, Random.class)
                .orShould(ArchConditions.callMethod(Math.class, "random"))
                .because("the same command on the same state must give the same event, in a replay too")
                .check(CODE);
    }

    @Test
    void whatIsBookedWithDoesNotKnowItsCallers() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.gembourse.processor.account..", "dev.gembourse.processor.operation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gembourse.processor.settlement..",
                        "dev.gembourse.processor.market..",
                        "dev.gembourse.processor.ledger..",
                        "dev.gembourse.processor.query..",
                        "dev.gembourse.processor.ops..",
                        "dev.gembourse.processor.running..")
                .because("rules and the record of operations serve whoever settles")
                .check(CODE);
    }

    @Test
    void settlingDoesNotDependOnAsking() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.gembourse.processor.settlement..",
                        "dev.gembourse.processor.market..",
                        "dev.gembourse.processor.ledger..",
                        "dev.gembourse.processor.running..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gembourse.processor.query..",
                        "dev.gembourse.processor.ops..",
                        "dev.gembourse.processor.problem..",
                        "org.springframework.web..",
                        "org.springframework.http..")
                .because("HTTP is one way to look at what is settled, and not the only one")
                .check(CODE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.gembourse.gateway..", "dev.gembourse.leaderboard..", "dev.gembourse.stack..")
                .because("services know each other by their HTTP interfaces and topics only")
                .check(CODE);
    }

    @Test
    void kafkaIsTheEnginesBusiness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .because("what makes an effect happen once is solved in the engine and nowhere else")
                .check(CODE);
    }

    @Test
    void oldJacksonIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
                .because("it would write other JSON than ours")
                .check(CODE);
    }

    @Test
    void controllersAreNobodysBusiness() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .because("HTTP is the only way to a controller")
                .check(CODE);
    }

    @Test
    void nobodyAsksWhatTimeItIs() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from the clock bean, so that tests can set it")
                .check(CODE);
    }
}
