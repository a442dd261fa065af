fn main() {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap();
        println!("== {name}");
        match qp_core::import::import_bytes(&name, &bytes) {
            Err(error) => println!("{error:?}"),
            Ok(all) => {
                for one in all {
                    match one {
                        qp_core::import::Imported::Note(n) => {
                            println!(
                                "NOTE {:?} {:?} {} {} {:?} {:?} {:?}",
                                n.reference,
                                n.date,
                                n.organization,
                                n.minister,
                                n.marking,
                                n.status,
                                n.tags
                            );
                            for (lang, side) in n.sides.iter() {
                                if let Some(s) = side {
                                    println!(
                                        "--{lang}-- {}\n[question]\n{}\n[response]\n{}",
                                        s.title, s.question, s.response
                                    );
                                    for b in &s.if_pressed {
                                        println!("[if pressed: {}]\n{}", b.topic, b.text);
                                    }
                                    println!(
                                        "[background]\n{}\n[additional]\n{}",
                                        s.background, s.additional_information
                                    );
                                }
                            }
                            for p in n.problems {
                                println!("  ! {:?} {:?} {:?}", p.code, p.lang, p.params);
                            }
                        }
                        qp_core::import::Imported::Policy(p) => {
                            println!("POLICY {} {:?}", p.policy.slug, p.policy.modified);
                            for (lang, side) in p.policy.sides.iter() {
                                if let Some(s) = side {
                                    println!("--{lang}-- {}", s.title);
                                    for e in &s.excerpts {
                                        println!(
                                            "[{}] <{}> {} {}\n{}",
                                            e.anchor, e.label, e.level, e.heading, e.text
                                        );
                                    }
                                }
                            }
                            for p in p.problems {
                                println!("  ! {:?} {:?} {:?}", p.code, p.lang, p.params);
                            }
                        }
                    }
                }
            }
        }
    }
}
