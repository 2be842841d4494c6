package dev.gembourse.events.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LanguageRulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gembourse.events");

    @Test
    void theLanguageNeedsNothingButJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "org.apache.kafka..", "java.sql..", "com.fasterxml.jackson.databind..")
                .because("other teams put this jar into their services")
                .check(CLASSES);
    }

    @Test
    void valuesAreNeverBinaryFloats() {
        noFields()
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .because("binary floats cannot hold decimal amounts")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .because("time enters as data")
                .check(CLASSES);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCycles() {
        slices().matching("dev.gembourse.events.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package must be readable by itself")
                .check(CLASSES);
    }
}
