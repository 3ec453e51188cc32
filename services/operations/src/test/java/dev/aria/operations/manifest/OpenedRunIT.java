package dev.aria.operations.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.digest.Sha256;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.manifest.RunOpening.State;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.TinyFamily;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.operations.stack.TinyStack;
import dev.aria.runtime.boot.AriaVersion;
import dev.aria.runtime.card.CardUse;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code run.json} says of a tiny run with real services, against the run itself. */
final class OpenedRunIT {
  private static final int STEPS = 40;
  private static final int BATCH = TinyRuns.SHARDS * TinyRuns.MICRO_BATCH;

  @TempDir Path folder;

  @Test
  void runToItsEnd_opened_saysWhatItIsMadeOfAndWhatItCameTo() throws Exception {
    try (TinyStack stack = TinyStack.open(folder, "opened", STEPS)) {
      Settings settings = Settings.load("--config", stack.files().settings().toString());
      ManifestFile file = ManifestFile.of(stack.files());
      try (RunMonitor monitor = stack.monitor();
          RunServices services = stack.services();
          OpenedRun opened = open(stack, settings)) {
        RunManifest running = file.read().orElseThrow();
        assertThat(running.last()).get().extracting(RunOpening::state).isEqualTo(State.RUNNING);
        assertInputs(running, stack);
        services.startAll();
        TinyStack.untilFinished(services, monitor);
        opened.finished(TeacherPasses.of(services));
      }
      assertOutcome(file.read().orElseThrow(), stack);
      assertCard(file.read().orElseThrow(), stack);
      assertThatOneThatIsOpenedAgainKeepsItsMeasures(stack, settings, file);
      assertThatACardTellsNothingOfAFileThatWasReplaced(stack, settings, file);
      assertThatOneThatWasCutShortIsCompletedLater(stack, settings, file);
    }
  }

  private static OpenedRun open(TinyStack stack, Settings settings) {
    return OpenedRun.begin("aria up", stack.files(), settings, stack.cluster(), Clock.systemUTC());
  }

  private static void assertInputs(RunManifest manifest, TinyStack stack) {
    assertThat(manifest.settings())
        .containsEntry("aria.run.steps", Integer.toString(STEPS))
        .containsEntry("aria.student-trainer.student", TinyRuns.STUDENT)
        .doesNotContainKey("aria.kafka.bootstrap-servers");
    assertThat(manifest.inputs()).containsOnlyKeys("teacher", "pairs", "corpus");
    Path teacher = stack.run().teacher();
    assertThat(manifest.input("teacher").orElseThrow().sha256())
        .isEqualTo(ModelFiles.readDescriptor(teacher).digest());
    try (PairedSet pairs = PairedSets.open(stack.run().pairedSet())) {
      assertThat(manifest.input("pairs").orElseThrow().sha256()).isEqualTo(pairs.digest());
    }
    assertThat(manifest.input("corpus").orElseThrow().facts()).containsEntry("prompts", "200");
    assertThat(manifest.first().orElseThrow().versions())
        .containsEntry("aria", AriaVersion.NUMBER)
        .containsKeys("java", "libtorch", "djl");
    assertThat(manifest.first().orElseThrow().process()).isEqualTo(ProcessHandle.current().pid());
  }

  private static void assertOutcome(RunManifest manifest, TinyStack stack) throws Exception {
    assertThat(manifest.last()).get().extracting(RunOpening::state).isEqualTo(State.FINISHED);
    StudentOutcome student = manifest.student(TinyRuns.STUDENT).orElseThrow();
    Path file = stack.files().student(TinyRuns.STUDENT).resolve(TinyRuns.STUDENT + ".pt");
    assertThat(student.file()).isEqualTo(file.toString());
    assertThat(student.sha256()).isEqualTo(Sha256.of(file));
    assertThat(student.counts())
        .containsEntry("steps", (long) STEPS)
        .containsEntry("samples", (long) STEPS * BATCH);
    assertThat(passes(student)).isGreaterThanOrEqualTo(STEPS * BATCH);
    assertThat(student.measures())
        .containsKeys("loss", "tracked-ratio-natural", "tracked-ratio-worst");
    assertThat(student.trackedRatios())
        .containsOnlyKeys(
            CorpusRegions.newest(stack.cluster(), stack.run().corpus()).orElseThrow().names());
    assertThat(manifest.inputs()).containsKey("regions");
  }

  private static int passes(StudentOutcome student) {
    return Math.toIntExact(student.counts().getOrDefault("teacher-passes", 0L));
  }

  /** As a real parser reads it: the run's own facts, and nothing that nobody has told. */
  private static void assertCard(RunManifest manifest, TinyStack stack) throws Exception {
    StudentOutcome student = manifest.student(TinyRuns.STUDENT).orElseThrow();
    Path card = stack.files().student(TinyRuns.STUDENT).resolve("README.md");
    String text = Files.readString(card);
    Map<String, Object> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(text.split("(?m)^---$", 3)[1]);
    assertThat(yaml)
        .containsEntry("license", "unknown")
        .containsEntry("library_name", "pytorch")
        .containsEntry("pipeline_tag", "text-to-image")
        .doesNotContainKeys("base_model", "datasets");
    assertThat(yaml.get("aria"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("run", "opened")
        .containsEntry("steps", STEPS)
        .containsEntry("samples", STEPS * BATCH)
        .containsEntry("teacher_passes", passes(student));
    assertThat(text)
        .contains(
            manifest.input("corpus").orElseThrow().sha256(),
            manifest.input("pairs").orElseThrow().sha256(),
            ModelFiles.readDescriptor(stack.run().teacher()).sha256(),
            "| prompts | 200 |",
            "| pairs | 24 |",
            "| policy | %s |".formatted(stack.run().allocation().policy()),
            "| tracked-ratio-natural |");
  }

  private static void assertThatOneThatIsOpenedAgainKeepsItsMeasures(
      TinyStack stack, Settings settings, ManifestFile file) {
    RunCompletion.measured(stack.files(), settings, Map.of("held-out-macro", 0.25));

    try (OpenedRun again = open(stack, settings)) {
      again.ended(OptionalLong.empty()); // before anybody has looked whether it is finished
    }

    RunManifest twice = file.read().orElseThrow();
    assertThat(twice.last()).get().extracting(RunOpening::state).isEqualTo(State.FINISHED);
    assertThat(passes(twice.student(TinyRuns.STUDENT).orElseThrow()))
        .isGreaterThanOrEqualTo(STEPS * BATCH);
    assertThat(twice.openings()).hasSize(2);
    assertThat(twice.student(TinyRuns.STUDENT).orElseThrow().measures())
        .containsEntry("held-out-macro", 0.25);
    assertThat(stack.files().student(TinyRuns.STUDENT).resolve("README.md"))
        .content()
        .contains("| held-out-macro | 0.25000 |");
  }

  private static void assertThatACardTellsNothingOfAFileThatWasReplaced(
      TinyStack stack, Settings settings, ManifestFile file) throws Exception {
    Path folder = stack.files().student(TinyRuns.STUDENT);
    StudentOutcome known = file.read().orElseThrow().student(TinyRuns.STUDENT).orElseThrow();
    StudentOutcome ofAnother =
        new StudentOutcome(
            known.file(), "0".repeat(64), known.counts(), known.measures(), known.trackedRatios());
    file.update(before -> before.withStudent(TinyRuns.STUDENT, ofAnother));

    RunCard.of(settings, stack.files()).write(CardUse.TORCHSCRIPT, folder);

    assertThat(folder.resolve("README.md")).content().doesNotContain("| held-out-macro |");
    file.update(before -> before.withStudent(TinyRuns.STUDENT, known));
  }

  /** As after a crash between the student's end and the last write. */
  private static void assertThatOneThatWasCutShortIsCompletedLater(
      TinyStack stack, Settings settings, ManifestFile file) {
    RunManifest whole =
        file.update(
            known ->
                new RunManifest(
                    known.format(),
                    known.version(),
                    known.name(),
                    known.settings(),
                    known.inputs(),
                    known.openings(),
                    Map.of()));
    assertThat(whole.students()).isEmpty();

    new RunCompletion(stack.files(), settings, stack.cluster()).completeIfMissing();

    assertThat(file.read().orElseThrow().students()).containsOnlyKeys(TinyRuns.STUDENT);
  }

  @Test
  void opened_thatIsStoppedOrBreaksOff_saysSo() {
    try (TinyStack stack = TinyStack.open(folder, "broken", STEPS)) {
      Settings settings = Settings.load("--config", stack.files().settings().toString());

      open(stack, settings).close();
      try (OpenedRun again = open(stack, settings)) {
        again.stopped(OptionalLong.of(3));
      }

      assertThat(ManifestFile.of(stack.files()).read().orElseThrow().openings())
          .extracting(RunOpening::state)
          .containsExactly(State.FAILED, State.STOPPED);
    }
  }

  @Test
  void corpusDigest_otherPromptsOrMore_isAnother() {
    try (TinyStack stack = TinyStack.open(folder, "digested", STEPS)) {
      RunInput tiny = new CorpusDigest(stack.cluster(), "tiny").read(Optional.empty());
      new CorpusLoading(stack.cluster(), "same")
          .append(new TinyRuns(folder, TinyFamily.FILM_MLP).corpus());
      new CorpusLoading(stack.cluster(), "other").append(List.of("a", "b"));
      RunInput same = new CorpusDigest(stack.cluster(), "same").read(Optional.empty());
      RunInput other = new CorpusDigest(stack.cluster(), "other").read(Optional.empty());

      assertThat(same.sha256()).isEqualTo(tiny.sha256()).hasSize(64);
      assertThat(other.sha256()).isNotEqualTo(tiny.sha256());
      assertThat(new CorpusDigest(stack.cluster(), "none").read(Optional.empty()).sha256())
          .isEmpty();

      new CorpusLoading(stack.cluster(), "other").append(List.of("c"));
      RunInput more = new CorpusDigest(stack.cluster(), "other").read(Optional.of(other));
      assertThat(more.facts()).containsEntry("prompts", "3");
      assertThat(more.sha256()).isNotEqualTo(other.sha256());
      assertThat(new CorpusDigest(stack.cluster(), "other").read(Optional.of(more)))
          .isEqualTo(more);
    }
  }
}
