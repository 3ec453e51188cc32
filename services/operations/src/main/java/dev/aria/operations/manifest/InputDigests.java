package dev.aria.operations.manifest;

import com.typesafe.config.Config;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Digests of what a run is made of. What cannot be read is told and not thrown: the services that
 * need it refuse it with a reason of their own.
 */
final class InputDigests {
  static final String CORPUS = "corpus";
  private static final String EXPERT = "teacher ";
  private static final String STARTED_FROM = "aria.student-trainer.model.file";

  private InputDigests() {}

  /**
   * Of the run that {@code settings} tell of.
   *
   * @param known what was read before
   */
  static Map<String, RunInput> of(Settings settings, Cluster cluster, Map<String, RunInput> known) {
    RunSettings run = settings.run();
    Map<String, RunInput> inputs = new TreeMap<>(known);
    inputs.keySet().removeIf(kind -> kind.startsWith(EXPERT)); // some may have been taken out
    put(inputs, "teacher", run.teacher(), () -> model(TeacherFiles.of(run.teacher()).descriptor()));
    run.experts()
        .forEach(
            (name, file) ->
                put(
                    inputs,
                    EXPERT + name,
                    file,
                    () -> model(TeacherFiles.ofExpert(name, file).descriptor())));
    started(settings.config())
        .ifPresent(
            file ->
                put(
                    inputs,
                    "student",
                    file,
                    () -> model(ModelFiles.descriptorOf(ModelFiles.networkOf(file)))));
    put(inputs, "pairs", run.pairedSet(), () -> pairs(run.pairedSet()));
    inputs.put(CORPUS, corpus(run.corpus(), cluster, known));
    return inputs;
  }

  /** The prompts of {@code corpus} as they are now. */
  static RunInput corpus(String corpus, Cluster cluster, Map<String, RunInput> known) {
    try {
      return new CorpusDigest(cluster, corpus).read(Optional.ofNullable(known.get(CORPUS)));
    } catch (RuntimeException e) { // whoever opens a run need not have the right to read it
      return unread(corpus, e);
    }
  }

  private static Optional<Path> started(Config config) {
    return Optional.of(config.getString(STARTED_FROM)).filter(f -> !f.isBlank()).map(Path::of);
  }

  /** A digest with what goes along. */
  private record Read(String sha256, Map<String, String> facts) {}

  private static void put(
      Map<String, RunInput> inputs, String kind, Path from, Supplier<Read> reading) {
    String place = from.toAbsolutePath().normalize().toString();
    try {
      Read read = reading.get();
      inputs.put(kind, new RunInput(place, read.sha256(), read.facts()));
    } catch (RuntimeException e) {
      inputs.put(kind, unread(place, e));
    }
  }

  private static RunInput unread(String from, RuntimeException why) {
    return new RunInput(from, "", Map.of(RunInput.UNREAD, String.valueOf(why.getMessage())));
  }

  private static Read model(Path descriptor) {
    ModelDescriptor model = ModelFiles.readDescriptor(descriptor);
    return new Read(
        model.digest(),
        Map.of(
            "name", model.name(),
            "family", model.family(),
            "parameters", Long.toString(model.parameters()),
            "network-sha256", model.sha256()));
  }

  private static Read pairs(Path place) {
    try (PairedSet pairs = PairedSets.open(place)) {
      return new Read(pairs.digest(), Map.of("pairs", Integer.toString(pairs.size())));
    }
  }
}
