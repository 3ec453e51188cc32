package dev.aria.streamer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of the prompt-streamer uses which, and what each shows to the others. */
@AnalyzeClasses(packages = "dev.aria.streamer", importOptions = DoNotIncludeTests.class)
final class StreamerLayersTest {
  @ArchTest
  static final ArchRule packages_useOnlyThoseBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("service")
          .definedBy("dev.aria.streamer")
          .layer("tagging")
          .definedBy("dev.aria.streamer.tagging")
          .layer("drawing")
          .definedBy("dev.aria.streamer.drawing")
          .layer("store")
          .definedBy("dev.aria.streamer.store")
          .layer("corpus")
          .definedBy("dev.aria.streamer.corpus")
          .whereLayer("service")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("tagging")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("drawing")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("drawing");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.aria.streamer.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule service_showsItsMainAlone =
      shows("dev.aria.streamer", "PromptStreamerMain");

  @ArchTest
  static final ArchRule tagging_showsItsFactoryAndSettingsAndTheTaggingOfTexts =
      shows("dev.aria.streamer.tagging", "TaggerFactory|TaggingSettings|TextTagging");

  @ArchTest
  static final ArchRule drawing_showsItsFactoryAndSettingsAndTheSamplerInLockStep =
      shows(
          "dev.aria.streamer.drawing",
          "SamplerFactory|SamplerInputs|DrawingSettings|LockStepSampler");

  @ArchTest
  static final ArchRule store_showsTheCorpusItHolds =
      shows("dev.aria.streamer.store", "StoredCorpus|Corpus|InMemoryCorpus");

  private static ArchRule shows(String inPackage, String names) {
    return classes()
        .that()
        .resideInAPackage(inPackage)
        .and()
        .arePublic()
        .should()
        .haveNameMatching(inPackage.replace(".", "\\.") + "\\.(" + names + ")");
  }
}
