package dev.aria.teacher;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of the teacher pool may use which. */
@AnalyzeClasses(packages = "dev.aria.teacher", importOptions = DoNotIncludeTests.class)
final class LayersTest {
  @ArchTest
  static final ArchRule packages_useOnlyThoseBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("service")
          .definedBy("dev.aria.teacher")
          .layer("draws")
          .definedBy("dev.aria.teacher.draws..")
          .layer("probes")
          .definedBy("dev.aria.teacher.probes..")
          .layer("inference")
          .definedBy("dev.aria.teacher.inference..")
          .layer("cache")
          .definedBy("dev.aria.teacher.cache..")
          .whereLayer("service")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("draws")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("probes")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("service", "probes")
          .whereLayer("cache")
          .mayOnlyBeAccessedByLayers("service", "inference");
}
