package dev.aria.models.training;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.torchscript.ScriptArchive;
import dev.aria.models.torchscript.ScriptModule;
import dev.aria.models.unet.Unet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what {@code infra/gpu/check.py} runs, for a machine that has a GPU and Python, but neither
 * Java nor network. After a build:
 *
 * <pre>{@code
 * java -cp 'services/models/target/test-classes:services/cli/target/lib/*' \
 *   dev.aria.models.training.GpuCheckModules FOLDER
 * }</pre>
 */
final class GpuCheckModules {
  private final Path folder;

  private GpuCheckModules(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    GpuCheckModules modules = new GpuCheckModules(Path.of(arguments[0]));
    ScriptModule training = TrainingScript.module();
    modules.write("training", training);
    modules.write("training-pieces", inPieces(training));
    modules.write("film", FilmMlp.of(128, 384, 576, 4));
    modules.write(
        "unet-small", new Unet(3, 32, 32, List.of(1, 2, 2), 1, Set.of(2), List.of(384), 4));
    modules.write(
        "unet-large",
        new Unet(4, 32, 128, List.of(1, 2, 4, 4), 2, Set.of(1, 2, 3), List.of(77, 768), 1));
  }

  /** The update as a CPU does it. */
  private static ScriptModule inPieces(ScriptModule training) {
    String methods = training.methods().replace("ops.prim.is_cuda(gradient)", "False");
    if (methods.equals(training.methods())) {
      throw new IllegalStateException("the update no longer asks where it runs");
    }
    return new ScriptModule(training.name(), methods, training.tensors());
  }

  /** All weights zero, which take little room; the check draws them itself. */
  private void write(String name, Architecture shape) throws IOException {
    ScriptModule fresh = shape.initialised(1);
    List<NamedTensor> tensors =
        fresh.tensors().stream().map(t -> t.trainable() ? zero(t) : t).toList();
    write(name, new ScriptModule(fresh.name(), fresh.methods(), tensors));
  }

  private static NamedTensor zero(NamedTensor like) {
    int[] shape = like.value().shape().stream().mapToInt(Integer::intValue).toArray();
    return NamedTensor.parameter(like.name(), Tensor.of(new float[like.value().size()], shape));
  }

  private void write(String name, ScriptModule module) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + ".pt.gz");
    try (OutputStream out =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      ScriptArchive.write(module, out);
    }
  }
}
