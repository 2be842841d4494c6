package dev.gembourse.exactlyonce;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gembourse.exactlyonce");

    @Test
    void theEngineKnowsTheLanguageAndNoService() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.gembourse..")
                        .and(not(resideInAnyPackage("dev.gembourse.exactlyonce..", "dev.gembourse.events.."))))
                .because("services plug into the engine, not the other way round")
                .check(CODE);
    }

    @Test
    void whatAStageSeesIsFreeOfKafka() {
        noClasses()
                .that()
                .belongToAnyOf(
                        Stage.class,
                        BatchProcessor.class,
                        Input.class,
                        Journal.class,
                        JournalChain.class,
                        JournalHash.class,
                        Engine.class,
                        Rows.class,
                        Writes.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .because("a stage decides and writes; where records come from is the engine's business")
                .check(CODE);
    }

    @Test
    void exactlyOnceDoesNotRestOnKafka() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("(init|begin|commit|abort|sendOffsetsTo)Transactions?")))
                .because("the fence row in PostgreSQL is the only authority (ADR 1)")
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.kafka.listener..", "org.springframework.kafka.transaction..")
                .because("the engine polls on its own threads (ADR 8)")
                .check(CODE);
    }

    @Test
    void aBatchIsHeldOnOneConnectionByTheEngineItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "org.springframework.data..")
                .because("templates and repositories would choose connections and transactions by themselves")
                .check(CODE);
    }

    @Test
    void nobodyAsksWhatTimeItIs() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because(
                        "business time comes from the clock that the engine is given; delays are measured in nanoseconds")
                .check(CODE);
    }

    @Test
    void onlyWhatServicesUseIsPublic() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(be(belongToAnyOf(
                        CannotStart.class,
                        DatabaseUser.class,
                        Engine.class,
                        EngineDatabase.class,
                        EngineHealth.class,
                        EngineHealthIndicator.class,
                        EngineSettings.class,
                        FollowUp.class,
                        Input.class,
                        Journal.class,
                        JournalChain.class,
                        JournalHash.class,
                        CommandPublisher.class,
                        KafkaAccess.class,
                        LagUnknown.class,
                        BatchProcessor.class,
                        PartitionState.class,
                        Provenance.class,
                        Rows.class,
                        Rush.class,
                        Stage.class,
                        Writes.class)))
                .because("everything else may change without asking anybody")
                .check(CODE);
    }
}
