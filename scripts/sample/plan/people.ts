/** Invented people; each keeps the picture `cast-<n>.jpg` of the same place, 1 to 24, taken in turn. */
export const PEOPLE: readonly string[] = [
  'Mira Solberg', 'Idris Kane', 'Ayo Bankole', 'Sten Halvorsen', 'Lucia Prado', 'Tove Almgren',
  'Nadia Ferreira', 'Jonas Wikander', 'Amara Diallo', 'Viktor Hrubec', 'Elena Castellan', 'Ruth Abernathy',
  'Kofi Mensah-Lund', 'Ines Duarte', 'Pavel Orlik', 'Yuki Tanabe', 'Marek Zielony', 'Farida Haddad',
  'Leo Brandtner', 'Signe Mikkelsen', 'Tomas Iriarte', 'Chiara Bellandi', 'Samuel Okoro', 'Greta Lindholm',
  'Anton Varga', 'Malik Rahal', 'Zuri Achieng', 'Björn Aasen', 'Carmen Quiroga', 'Hanna Reuter',
  'Dina Sawalha', 'Emil Petrescu', 'Thandi Mokoena', 'Oskar Nyqvist', 'Paola Ricci-Vane', 'Edith Marlowe',
  'Kwame Asante', 'Rosa Villanueva', 'Ilya Demchuk', 'Mei Hoshino', 'Darius Vance', 'Layla Nasser',
  'Felix Oberhauser', 'Astrid Nordahl', 'Diego Salvatierra', 'Giulia Ferrante', 'Noah Adeyemi', 'Wilma Strand',
];

/** People who direct; the first made the films of the mocks' posters. */
export const DIRECTORS: readonly string[] = ['Tove Almgren', 'Ana Quiroga', 'Haruka Minami', 'Leif Sandvik', 'Oyelaran Bello', 'Marguerite Fenn', 'Pedro Alcázar', 'Sunniva Dahl', 'Bruno Keller-Ruiz', 'Nomsa Khumalo'];

/** Names of parts. */
export const ROLES: readonly string[] = [
  'Astrid', 'Tomas', 'Dr. Reyes', 'The Colonel', 'Inés', 'Harbour master', 'Ida', 'Sergeant Holt', 'Old Anselm', 'Vera', 'The neighbour', 'Captain Moe', 'Lena', 'Professor Wick', 'Josef', 'The stranger',
  'Marta', 'Young Marta', 'Father Dorn', 'Nico', 'The postmistress', 'Elias', 'Rita', 'Uncle Boris', 'Sanna', 'The driver', 'Judge Palmer', 'Kit', 'Mrs. Okafor', 'Hugo', 'The twin', 'Agnes',
];
