package dev.aria.operations.manifest;

import dev.aria.models.model.ModelFiles;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.run.RunStudent;
import dev.aria.runtime.card.CardFacts;
import dev.aria.runtime.card.CardFile;
import dev.aria.runtime.card.CardModel;
import dev.aria.runtime.card.CardSettings;
import dev.aria.runtime.card.CardUse;
import dev.aria.runtime.card.ModelCard;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The model card of a run's student, with what its {@code run.json} tells beyond the trainer's own
 * card.
 */
public final class RunCard {
  private static final String REGIONS = "regions";

  private final Settings settings;
  private final Optional<RunManifest> manifest;
  private final RunStudent student;

  /**
   * @param settings of the run
   * @param manifest where there is one
   */
  RunCard(Settings settings, Optional<RunManifest> manifest) {
    this.settings = settings;
    this.manifest = manifest;
    this.student = RunStudent.of(settings.config());
  }

  /**
   * That of the run of {@code settings}, whose folder is {@code files} where it has one.
   *
   * @throws ManifestUnreadable when there is a {@code run.json} that cannot be read
   */
  public static RunCard of(Settings settings, RunFiles files) {
    return new RunCard(settings, ManifestFile.of(files).read());
  }

  /** Writes it beside the student's own files, as {@link #write} does. */
  boolean writeBesideStudent() {
    return write(CardUse.TORCHSCRIPT, student.folder());
  }

  /**
   * Writes it into {@code target}, for people who use what is there.
   *
   * @return whether it was written: a text that somebody has taken over stays
   * @throws IllegalArgumentException when the descriptor of student or teacher cannot be read
   */
  public boolean write(CardUse use, Path target) {
    return new CardFile(target).write(new ModelCard(facts(), use));
  }

  private CardFacts facts() {
    CardModel model = CardModel.read(ModelFiles.descriptorOf(student.network()));
    Optional<StudentOutcome> outcome =
        manifest
            .flatMap(known -> known.student(student.name()))
            .filter(
                known -> known.sha256().equals(model.sha256())); // else of a file replaced since
    Optional<CardFile> trainers =
        Optional.of(new CardFile(student.folder())).filter(card -> card.isOf(model));
    return new CardFacts(
        student.name(),
        model,
        CardModel.read(TeacherFiles.of(settings.run().teacher()).descriptor()),
        settings.run(),
        CardSettings.of(settings.config()),
        outcome
            .map(known -> count(known, StudentOutcome.STEPS))
            .or(() -> trainers.map(CardFile::steps))
            .orElseGet(OptionalLong::empty),
        outcome
            .map(known -> count(known, RunOpening.TEACHER_PASSES))
            .or(() -> trainers.map(CardFile::teacherPasses))
            .orElseGet(OptionalLong::empty),
        corpus(),
        input("pairs"),
        outcome.map(StudentOutcome::measures).orElse(Map.of()));
  }

  private static OptionalLong count(StudentOutcome outcome, String name) {
    Long count = outcome.counts().get(name);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private Map<String, String> corpus() {
    Map<String, String> facts = input(InputDigests.CORPUS);
    facts.put("name", settings.run().corpus());
    String regions = input(REGIONS).getOrDefault(REGIONS, "");
    if (!regions.isEmpty()) {
      facts.put(REGIONS, regions);
    }
    return facts;
  }

  private Map<String, String> input(String kind) {
    Map<String, String> facts = new TreeMap<>();
    manifest
        .flatMap(known -> known.input(kind))
        .ifPresent(
            input -> {
              facts.putAll(input.facts());
              facts.remove(RunInput.UNREAD);
              facts.put("SHA-256", input.sha256().isEmpty() ? "unknown" : input.sha256());
            });
    return facts;
  }
}
