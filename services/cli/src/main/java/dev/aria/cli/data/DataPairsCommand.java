package dev.aria.cli.data;

import dev.aria.core.tensor.ElementType;
import dev.aria.data.generation.LatentSampler;
import dev.aria.data.item.ItemSource;
import dev.aria.data.making.MakingSettings;
import dev.aria.data.making.PairMaking;
import dev.aria.data.making.TeacherModels;
import dev.aria.data.source.ColumnNames;
import dev.aria.data.source.Sources;
import dev.aria.runtime.pairs.PairedSetManifest;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria data pairs}: pictures with captions become a paired set. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description =
        "Encode pictures and their captions with a teacher's codec and encoder. Sources: a folder "
            + "of pictures with .txt beside or metadata.jsonl or .csv, WebDataset .tar, .parquet, "
            + "ready latents as .npy, .npz or .safetensors. Run it again to go on after a stop.")
public final class DataPairsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OUT", description = "Folder to write the set to.")
  private Path out;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "SOURCE", description = "Data to read.")
  private List<Path> paths = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private @Nullable Generation generation;

  @Option(
      names = "--teacher",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder of the teacher: its codec and its encoder make the pairs.")
  private Path teacher;

  @Option(
      names = "--caption-column",
      paramLabel = "NAME",
      description = "Column or JSON field of the captions (default: text, caption or prompt).")
  private Optional<String> captionColumn;

  @Option(
      names = "--image-column",
      paramLabel = "NAME",
      description = "Column of the pictures or their files (default: file_name, image or path).")
  private Optional<String> imageColumn;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that decode and encode (default: one for each processor).")
  private Optional<Integer> workers;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "" + MakingSettings.USUAL_BATCH,
      description = "Pictures that the codec encodes at once (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--latents",
      paramLabel = "TYPE",
      defaultValue = "FLOAT32",
      description = "Stored latents: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ElementType latentType;

  @Option(
      names = "--shard-rows",
      paramLabel = "N",
      defaultValue = "0",
      description = "Pairs in a shard (default: as many as make about 256 MiB).")
  private int shardRows;

  @Override
  public Integer call() {
    MakingSettings settings = settings();
    if (Files.exists(out.resolve(PairedSetManifest.FILE))) {
      throw refused("%s holds a finished paired set; name another folder".formatted(out));
    }
    for (Path source : paths) {
      if (out.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
        throw refused("%s lies in the source %s; write elsewhere".formatted(out, source));
      }
    }
    ColumnNames columns = new ColumnNames(captionColumn, imageColumn);
    if (paths.isEmpty() == (generation == null)) {
      throw refused("name sources to read, or say --generate N --prompts FILE");
    }
    List<ItemSource> sources =
        paths.stream().flatMap(path -> Sources.at(path, columns).stream()).toList();
    try (TeacherModels models = TeacherModels.open(teacher)) {
      if (generation == null) {
        make(models, settings, sources);
        return 0;
      }
      try (LatentSampler sampler = generation.sampler(models, teacher)) {
        make(models, settings, List.of(generation.source(batch, sampler)));
        return 0;
      }
    }
  }

  private void make(TeacherModels models, MakingSettings settings, List<ItemSource> sources) {
    long bytes = sources.stream().mapToLong(ItemSource::bytes).sum();
    try (BytesBar bar = new BytesBar("pairs", bytes, spec.commandLine().getErr())) {
      PairMaking making =
          new PairMaking(
              models.models(),
              settings,
              (read, pairs, rejected) ->
                  bar.at(read, " %d pairs, %d rejected".formatted(pairs, rejected)));
      say(making.make(out, sources));
    }
  }

  private MakingSettings settings() {
    try {
      int threads = workers.orElseGet(() -> Runtime.getRuntime().availableProcessors());
      return new MakingSettings(threads, batch, latentType, shardRows);
    } catch (IllegalArgumentException mistake) {
      throw refused(String.valueOf(mistake.getMessage()));
    }
  }

  private void say(PairedSetManifest manifest) {
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%d pairs with %d captions of %d items in %s, %d rejected%n",
        manifest.pairs(), manifest.captions(), manifest.items(), out, manifest.rejected());
    if (manifest.rejected() > 0) {
      to.println("reasons: " + out.resolve(PairedSetManifest.REJECTED));
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
