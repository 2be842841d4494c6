package dev.gembourse.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gembourse.gateway");

    @Test
    void featuresDoNotDependOnEachOtherInACircle() {
        slices().matching("dev.gembourse.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable without all others")
                .check(CODE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gembourse.processor..", "dev.gembourse.leaderboard..", "dev.gembourse.exactlyonce..")
                .because("services know each other by their HTTP interfaces and topics only")
                .check(CODE);
    }

    @Test
    void oldJacksonIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml.jackson.databind..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.dataformat..")
                .because("it is on the class path for the API documents only and would write other JSON than ours")
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
                .because("time comes from the clock bean, so that tests can set it")
                .check(CODE);
    }
}
