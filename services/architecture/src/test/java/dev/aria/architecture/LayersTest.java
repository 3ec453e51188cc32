package dev.aria.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
                  "dev.aria.operations..",
                  "dev.aria.emoji..",
                  "dev.aria.trials..",
                  "dev.aria.cli..",
                  "dev.aria.embedded.."));

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
