package dev.aria.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import table of the design, a rule a line. */
@AnalyzeClasses(packages = "dev.aria", importOptions = DoNotIncludeTests.class)
final class LayersTest {
  private static final String[] SERVICES = {
    "dev.aria.streamer..", "dev.aria.teacher..", "dev.aria.trainer..", "dev.aria.allocator.."
  };

  @ArchTest
  static final ArchRule proto_knowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.proto..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria..").and(resideInAnyPackage("dev.aria.proto..").negate()));

  @ArchTest
  static final ArchRule core_knowsTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("dev.aria.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.aria.core..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule models_knowOnlyCoreOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.models..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria..")
                  .and(resideInAnyPackage("dev.aria.models..", "dev.aria.core..").negate()));

  @ArchTest
  static final ArchRule runtime_knowsOnlyProtoAndCoreOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.runtime..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria..")
                  .and(
                      resideInAnyPackage(
                              "dev.aria.runtime..", "dev.aria.proto..", "dev.aria.core..")
                          .negate()));

  @ArchTest
  static final ArchRule djl_isUsedByModelsAlone =
      onlyFrom("ai.djl..", "dev.aria.models..", "ai.djl..");

  @ArchTest
  static final ArchRule kafkaClient_isUsedByRuntimeAndItsOwnBrokerAlone =
      onlyFrom("org.apache.kafka.clients..", "dev.aria.runtime..", "dev.aria.embedded..");

  @ArchTest
  static final ArchRule lettuce_isUsedByRuntimeAlone =
      onlyFrom("io.lettuce..", "dev.aria.runtime..");

  @ArchTest
  static final ArchRule openTelemetry_isUsedByTracingAlone =
      onlyFrom("io.opentelemetry..", "dev.aria.runtime.tracing..");

  @ArchTest
  static final ArchRule generatedMessages_areUsedByRuntimeAlone =
      onlyFrom("dev.aria.proto..", "dev.aria.runtime..", "dev.aria.proto..");

  @ArchTest
  static final ArchRule aService_knowsNoOtherService =
      slices()
          .matching("dev.aria.(streamer|teacher|trainer|allocator)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule services_knowNeitherCommandNorEmbeddedServers =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.aria.data..",
                  "dev.aria.operations..",
                  "dev.aria.console..",
                  "dev.aria.emoji..",
                  "dev.aria.trials..",
                  "dev.aria.cli..",
                  "dev.aria.embedded.."));

  @ArchTest
  static final ArchRule data_knowsOfOursModelsRuntimeAndCoreAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.data..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria..")
                  .and(
                      resideInAnyPackage(
                              "dev.aria.data..",
                              "dev.aria.models..",
                              "dev.aria.runtime..",
                              "dev.aria.core..")
                          .negate()));

  @ArchTest
  static final ArchRule parquet_isUsedByDataAlone =
      onlyFrom("org.apache.parquet..", "dev.aria.data..");

  @ArchTest
  static final ArchRule embedded_knowsOnlyCoreOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.embedded..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria..")
                  .and(resideInAnyPackage("dev.aria.embedded..", "dev.aria.core..").negate()));

  @ArchTest
  static final ArchRule operators_knowNeitherTheBuiltInProblemNorTheServicesThatTheyStart =
      noClasses()
          .that()
          .resideInAnyPackage("dev.aria.operations..", "dev.aria.console..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.aria.emoji..",
                  "dev.aria.trials..",
                  "dev.aria.cli..",
                  "dev.aria.streamer..",
                  "dev.aria.teacher..",
                  "dev.aria.trainer..",
                  "dev.aria.allocator.."));

  @ArchTest
  static final ArchRule operations_knowNoConsole =
      neverUse("dev.aria.operations..", "dev.aria.console..");

  @ArchTest
  static final ArchRule webServer_isUsedByTheConsoleAlone =
      onlyFrom("io.javalin..", "dev.aria.console..");

  @ArchTest
  static final ArchRule builtInProblem_knowsNoTrialsAndNoCommand =
      neverUse("dev.aria.emoji..", "dev.aria.trials..", "dev.aria.cli..");

  @ArchTest
  static final ArchRule trials_knowNoCommand = neverUse("dev.aria.trials..", "dev.aria.cli..");

  @ArchTest
  static final ArchRule commands_standInTheCommandsModuleAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aria.cli..")
          .should()
          .beAnnotatedWith("picocli.CommandLine$Command");

  @ArchTest
  static final ArchRule emoji_catalogueIsBelowTheProblemAndThatBelowTheDemo =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.aria.emoji..")
          .layer("demo")
          .definedBy("dev.aria.emoji.demo..")
          .layer("teacher")
          .definedBy("dev.aria.emoji.teacher..")
          .layer("problem")
          .definedBy("dev.aria.emoji.problem..")
          .layer("measurement")
          .definedBy("dev.aria.emoji.evaluation..", "dev.aria.emoji.report..")
          .layer("catalogue")
          .definedBy("dev.aria.emoji.catalogue..")
          .whereLayer("demo")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("teacher")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("problem")
          .mayOnlyBeAccessedByLayers("demo")
          .whereLayer("measurement")
          .mayOnlyBeAccessedByLayers("problem", "demo")
          .whereLayer("catalogue")
          .mayOnlyBeAccessedByLayers("problem", "teacher");

  @ArchTest
  static final ArchRule chaos_campaignStandsOnFaultsTheseOnRecoveryThatOnProcesses =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.aria.trials.chaos..")
          .layer("campaign")
          .definedBy("dev.aria.trials.chaos")
          .layer("faults")
          .definedBy("dev.aria.trials.chaos.faults")
          .layer("recovery")
          .definedBy("dev.aria.trials.chaos.recovery")
          .layer("processes")
          .definedBy("dev.aria.trials.chaos.processes")
          .whereLayer("campaign")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("faults")
          .mayOnlyBeAccessedByLayers("campaign")
          .whereLayer("recovery")
          .mayOnlyBeAccessedByLayers("campaign", "faults")
          .whereLayer("processes")
          .mayOnlyBeAccessedByLayers("campaign", "faults", "recovery");

  @ArchTest
  static final ArchRule allocator_knowsNoModels =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.allocator..")
          .should()
          .dependOnClassesThat(resideInAPackage("dev.aria.models.."));

  @ArchTest
  static final ArchRule streamer_knowsOfModelsTheEncoderAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.aria.streamer..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.aria.models..")
                  .and(resideInAnyPackage("dev.aria.models.encoder..").negate()));

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.aria.(*).(**)").should().beFreeOfCycles();

  private static ArchRule neverUse(String users, String... used) {
    return noClasses()
        .that()
        .resideInAPackage(users)
        .should()
        .dependOnClassesThat(resideInAnyPackage(used));
  }

  private static ArchRule onlyFrom(String used, String... users) {
    return noClasses()
        .that(alwaysTrue())
        .and()
        .resideInAPackage("dev.aria..")
        .and()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat(resideInAPackage(used));
  }
}
