//! Opens the window on a notebook in a virtual display, waits until it is painted, saves a picture.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Saves a picture of the window, for whom there is no display.
#[derive(Parser)]
struct Arguments {
    /// The notebook to open
    #[arg(long, value_name = "DIR")]
    notebook: PathBuf,
    /// The picture to write
    #[arg(long, value_name = "FILE.png")]
    output: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match picture(&arguments) {
        Ok(()) => {
            println!("The window is painted: {}", arguments.output.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn picture(arguments: &Arguments) -> anyhow::Result<()> {
    use qp_tests::window::{Options, Window};

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let window = Window::open(&arguments.notebook, Options::default()).await?;
        window.screenshot(&arguments.output).await?;
        window.close().await
    })
}

#[cfg(not(target_os = "linux"))]
fn picture(_: &Arguments) -> anyhow::Result<()> {
    anyhow::bail!("only Linux has a virtual display")
}
