package dev.aria.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of the student-trainer uses which, and what each shows to the others. */
@AnalyzeClasses(packages = "dev.aria.trainer", importOptions = DoNotIncludeTests.class)
final class TrainerLayersTest {
  private static final String OURS = "dev.aria.trainer";

  @ArchTest
  static final ArchRule packages_useOnlyThoseBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("service")
          .definedBy(OURS)
          .layer("exchange")
          .definedBy(OURS + ".exchange")
          .layer("checkpoint")
          .definedBy(OURS + ".checkpoint")
          .layer("probes")
          .definedBy(OURS + ".probes")
          .layer("report")
          .definedBy(OURS + ".report")
          .layer("targets")
          .definedBy(OURS + ".targets")
          .layer("student")
          .definedBy(OURS + ".student")
          .layer("feed")
          .definedBy(OURS + ".feed")
          .layer("run")
          .definedBy(OURS + ".run")
          .whereLayer("service")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exchange")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("probes")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("checkpoint")
          .mayOnlyBeAccessedByLayers("service", "exchange")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("service", "checkpoint")
          .whereLayer("targets")
          .mayOnlyBeAccessedByLayers("service", "checkpoint")
          .whereLayer("student")
          .mayOnlyBeAccessedByLayers("service", "exchange", "checkpoint", "probes", "report")
          .whereLayer("feed")
          .mayOnlyBeAccessedByLayers("service", "exchange", "checkpoint", "probes", "targets")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers(
              "service", "exchange", "checkpoint", "probes", "targets", "student");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.aria.trainer.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule service_showsItsMainTheTrainerInLockStepAndAStudentsEvents =
      shows("", "StudentTrainerMain|LockStepTrainer|StudentEvents");

  @ArchTest
  static final ArchRule exchange_showsThePeersAndTheGradientsOfAStep =
      shows(
          ".exchange",
          "Peers|GradientExchange|GradientFeed|PeerGradient|PeerWriters|ShardShare|TrainerIdentity"
              + "|FellBehind");

  @ArchTest
  static final ArchRule checkpoint_showsCheckpointsAndWhereAStudentStands =
      shows(
          ".checkpoint",
          "Checkpoints|CheckpointPlan|CheckpointStore|PeerState|Provenance|RestoredStudent"
              + "|ResumePoint");

  @ArchTest
  static final ArchRule targets_showTheirFeedAndItsSteps =
      shows(".targets", "TargetFeed|GlobalStep|PreparedStep");

  @ArchTest
  static final ArchRule probes_showTheirFeedAndTheScores =
      shows(".probes", "ProbeFeed|ProbeScores");

  @ArchTest
  static final ArchRule report_showsWhatMakesAndSendsReports =
      shows(".report", "ReportWriter|ReportOutbox|ReportsLost");

  @ArchTest
  static final ArchRule student_showsAStudentAndWhatMakesOne =
      shows(
          ".student",
          "Student|StudentFactory|StudentPlan|ModelSettings|LearningSettings|Gradient|NotFinite"
              + "|CollapseWatch");

  private static ArchRule shows(String inPackage, String names) {
    return classes()
        .that()
        .resideInAPackage(OURS + inPackage)
        .and()
        .arePublic()
        .should()
        .haveNameMatching((OURS + inPackage).replace(".", "\\.") + "\\.(" + names + ")(\\$.*)?");
  }
}
